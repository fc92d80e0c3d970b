"""Parts of screens: each shows what it is handed and says what the user wants."""
