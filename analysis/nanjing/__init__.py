"""What is known of Nanjing, and how runs of the baseline stand to it.

target, baseline  ->  targets (what should be met, and what must move it), composition (what the city was made of)
"""
