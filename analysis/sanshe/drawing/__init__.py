"""Pictures of run files: each is a question's answer that can be printed.

    plot(), map(), frontier()  ->  lines, multiples, tornado, tiles, communities, plane  ->  sheet  ->  SVG, PNG, text
                                            headline: what is seen, as far as its interval supports it
                                            fonts, style: what they are drawn with
"""
