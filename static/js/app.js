/* Comforts over pages that work without them: no inline code, no eval, nothing that only scripts can do. */
(function () {
  "use strict";

  var texts = document.getElementById("script-texts").dataset;
  var leaving = false;

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  function notify(text, tone) {
    var notice = document.createElement("div");
    notice.className = "notice notice-" + tone;
    notice.textContent = text;
    var place = document.getElementById("page-notices");
    place.textContent = "";
    place.appendChild(notice);
  }

  function holdButtons(form) {
    Array.prototype.forEach.call(form.querySelectorAll("button[type=submit]"), function (button) {
      button.disabled = true;
    });
  }

  function releaseButtons() {
    each("form[data-sent] button[type=submit]", function (button) { button.disabled = false; });
    each("form[data-sent]", function (form) { form.removeAttribute("data-sent"); });
    leaving = false;
  }

  var pressed = null;
  document.addEventListener("click", function (event) {
    pressed = event.target.closest ? event.target.closest("button[type=submit]") : null;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    var button = event.submitter || (pressed && pressed.form === form ? pressed : null);
    if (event.defaultPrevented) { return; }
    /* What is written in another form of the page would be gone: said before, with a way back. */
    var other = document.querySelector("form[data-changed]");
    var lost = other && other !== form && !form.hasAttribute("data-allow-resubmit");
    if (form.hasAttribute("data-sent") || (lost && !window.confirm(texts.otherForm))) {
      event.preventDefault();
      return;
    }
    var method = (button && button.getAttribute("formmethod")) || form.getAttribute("method") || "get";
    if (method.toLowerCase() !== "post") { return; }
    leaving = true;
    if (form.hasAttribute("data-allow-resubmit")) { return; }
    form.setAttribute("data-sent", "");
    /* Later, so that the pressed button is still sent with the form. */
    window.setTimeout(function () { holdButtons(form); }, 0);
  });
  window.addEventListener("pageshow", releaseButtons);

  /* Open menus close when the page is used elsewhere. */
  function closeMenus(except) {
    each(".nav-group[open]", function (menu) { if (menu !== except) { menu.open = false; } });
  }
  document.addEventListener("click", function (event) {
    closeMenus(event.target.closest ? event.target.closest(".nav-group") : null);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { closeMenus(null); }
  });

  /* Unsaved words */
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-dirty")) { form.setAttribute("data-changed", ""); }
  });
  window.addEventListener("beforeunload", function (event) {
    if (leaving || !document.querySelector("form[data-changed]")) { return; }
    event.preventDefault();
    event.returnValue = texts.leave;
  });

  /* Files: the size is looked at before minutes of upload, and by the server again. */
  document.addEventListener("change", function (event) {
    var input = event.target;
    if (input.hasAttribute("data-autosubmit") && input.form) { input.form.submit(); return; }
    if (input.type !== "file" || !input.hasAttribute("data-max-bytes")) { return; }
    var limit = Number(input.getAttribute("data-max-bytes"));
    var fault = "";
    Array.prototype.forEach.call(input.files, function (file) {
      if (file.size === 0) { fault = texts.emptyFile; }
      if (file.size > limit) { fault = texts.tooLarge.replace("%s", Math.floor(limit / 1048576)); }
    });
    input.setCustomValidity(fault);
    if (fault) { input.reportValidity(); }
  });

  /* Keys: a letter presses what carries it, unless somebody is typing; what cannot be undone is only
     reached by it and pressed by the next key. */
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !/^[a-z]$/.test(event.key)) { return; }
    var target = document.querySelector('[data-key="' + event.key + '"]');
    if (!target) { return; }
    event.preventDefault();
    target.focus();
    if (!target.hasAttribute("data-key-reach")) { target.click(); }
  });

  /* The session: said five minutes before it ends. */
  var seconds = Number(document.body.getAttribute("data-session-seconds"));
  if (seconds > 300) {
    window.setTimeout(function () { notify(texts.session, "warning"); }, (seconds - 300) * 1000);
  }

  /* htmx: an ended session goes to the sign-in page, any other failure is said. */
  document.addEventListener("htmx:beforeOnLoad", function (event) {
    var answer = event.detail.xhr;
    var refused = answer.status === 401 || answer.status === 403 || /\/sign-in\//.test(answer.responseURL || "");
    var cause = event.detail.requestConfig && event.detail.requestConfig.triggeringEvent;
    if (!refused || answer.getResponseHeader("HX-Redirect")) { return; }
    event.preventDefault();
    if (cause && cause.type !== "load") { leaving = true; window.location.reload(); }
  });
  document.addEventListener("htmx:responseError", function () { notify(texts.failed, "danger"); });
  document.addEventListener("htmx:sendError", function () { notify(texts.network, "danger"); });

  var first = document.querySelector("[data-focus]");
  if (first) { first.focus(); }
})();
