"""Questions of the page that nobody else asks: one statement in SQL a file."""
