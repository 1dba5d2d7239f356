// What a page said after a step is said once: a reload, or the page kept as a bookmark, does not say it again.
if (new URLSearchParams(location.search).has("gesagt")) history.replaceState(null, "", location.pathname);
