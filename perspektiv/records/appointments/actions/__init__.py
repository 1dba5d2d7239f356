"""Everything that changes appointments and rooms: one function a verb; each leaves its step in history and trail."""
