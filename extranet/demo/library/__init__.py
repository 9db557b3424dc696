"""The demo’s library: sheets, their files, their reviews, what readers and animators do with them."""
