"""The commands, one a file: words only; each calls one function of the package."""
