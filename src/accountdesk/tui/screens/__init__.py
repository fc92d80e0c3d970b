"""Screens: each shows one view-model."""
