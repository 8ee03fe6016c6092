// Before the first paint, so that the chosen theme and language never flash into place.
(function () {
  try {
    var theme = localStorage.getItem('styrbord-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
    if (localStorage.getItem('styrbord-language') === 'en') document.documentElement.lang = 'en';
  } catch (_) {
    // Storage may be closed to the page; the system's theme and Swedish hold then.
  }
})();
