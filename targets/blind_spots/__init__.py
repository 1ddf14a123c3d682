"""Where small employers are not reached: by sector, size and municipality, over time, and beside the trade register."""
