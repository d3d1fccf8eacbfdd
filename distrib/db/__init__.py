"""The database: schema, sessions and queries. Rows never leave this room; frozen values do."""
