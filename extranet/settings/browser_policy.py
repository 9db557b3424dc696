"""What browsers are told of every page: where it may load from, and what it may ask of the machine."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        # Wagtail shows previews of our pages in a frame of its editor.
        "frame-ancestors": [SELF],
    },
}
# Wagtail's admin, measured by tests/browser/test_editing_journey.py: its text editor writes style elements, an image
# is shown before it is sent, a preview lies in a frame. Its scripts all come from files.
EDITING_POLICY = {
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
}
# What no page of the site asks of the browser, whatever is injected in it. Copying a text, printing and passkeys stay.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media"),
        *("gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone"),
        *("midi", "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
    )
)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# Pages of visitors, and as much again for parts of all pages, in the memory of each process; 0 keeps none
# (extranet.operations.public_cache).
PUBLIC_CACHE_BYTES = 8_000_000
