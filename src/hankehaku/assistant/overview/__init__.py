"""What a set of projects looks like as a whole: times, money, places, target groups and gaps."""
