"""Showrunner: a Discord bot that answers fans with the showrunner's own words."""
