"""The views, one module each: a function takes the site and a request, and gives the answer."""
