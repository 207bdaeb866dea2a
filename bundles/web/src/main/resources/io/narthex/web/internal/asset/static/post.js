// Posts the form, or follows the link, of a page that only passes something on. The button stays for those without scripts.
(function () {
  "use strict";
  var form = document.getElementById("self-post");
  if (form) {
    // A hidden field named "submit" would hide the form's own method of that name.
    HTMLFormElement.prototype.submit.call(form);
  }
  var link = document.getElementById("self-follow");
  if (link) {
    // Without an entry in the history: whoever goes back does not get here again.
    window.location.replace(link.href);
  }
})();
