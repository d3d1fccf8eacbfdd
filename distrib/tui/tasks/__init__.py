"""What the rooms have done in threads: each task calls services and returns a value. No task touches a widget.

Services are imported when a task first runs, so that the screen is painted before the database layer is loaded.
"""
