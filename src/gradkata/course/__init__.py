"""A course: its katas, the plugins that bring them, and what can be read off their files."""
