"""The demo’s library: sheets, their files and reviews, and the activity of readers and animators."""
