"""The name of a browser in words, read from what it says of itself: « Firefox sur Windows »."""

# In this order: most browsers also name those that they descend from.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
]
UNKNOWN = "Navigateur inconnu"


def browser_name(user_agent: str) -> str:
    """Return the browser and its system; what is not known is left out."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), UNKNOWN)
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser} sur {system}" if system else browser
