"""Labels: what a line says it is, by its own words and marks: of a release, its contacts or a page. All rooms ask."""
