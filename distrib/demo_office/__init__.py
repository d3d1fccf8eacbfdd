"""The invented office of `distrib demo`: its lists and its release, as files a press office would have."""
