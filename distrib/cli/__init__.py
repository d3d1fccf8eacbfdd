"""The command line: plain, linear output and exit statuses. One file per noun."""
