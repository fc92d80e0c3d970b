"""The screens: they show what the desk gives them and send what the user wants."""
