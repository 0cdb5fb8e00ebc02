"""Tools for the run files of sanshe.

    import sanshe                       with analysis/ in PYTHONPATH
    python3 analysis/sanshe TOOL FILE   without

    digest     ->  run_file   every file is held against its digests, which are reckoned anew
    run_file   ->  balance    whether money, hours, persons and organizations close
    markdown       pictures   what the first scenario and the others come to, drawn
"""

from sanshe.run_file import Unreadable, open, scenario, total, whole_city

__all__ = ["Unreadable", "open", "scenario", "total", "whole_city"]
