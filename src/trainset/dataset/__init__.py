"""The dataset itself: built, written, checked, its counts kept."""
