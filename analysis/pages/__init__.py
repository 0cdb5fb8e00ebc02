"""The makers of the project's own pages: what runs say, put into words and tables by `./dev figures` and `./dev docs`."""
