// Goes on from the page of who is signed out, once what it loads has been loaded. The link stays for those without scripts.
(function () {
  "use strict";
  var LONGEST = 4000;
  var loaded = 0;
  var left = false;
  function go() {
    var onward = document.getElementById("onward");
    if (onward && !left) {
      left = true;
      window.location.replace(onward.href);
    }
  }
  function goWhenLoaded() {
    if (document.readyState !== "loading" && loaded >= document.querySelectorAll("iframe").length) {
      go();
    }
  }
  // Loading is told to the frame alone, so it is caught on its way down.
  document.addEventListener("load", function (event) {
    if (event.target && event.target.tagName === "IFRAME") {
      loaded += 1;
      goWhenLoaded();
    }
  }, true);
  document.addEventListener("DOMContentLoaded", goWhenLoaded);
  window.setTimeout(go, LONGEST);
})();
