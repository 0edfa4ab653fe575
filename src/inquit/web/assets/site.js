// Keys, selections and live progress.  Every page works without this file.
"use strict";
(() => {
  const fields = "input, select, textarea";
  const typing = (event) => event.target.matches(fields) || event.ctrlKey || event.metaKey || event.altKey;

  // Article: click a statement, or move from one to the next by arrow keys.
  const article = document.querySelector("article.article");
  if (article) {
    const marks = [...article.querySelectorAll(".text [id^='t-']")];
    let here = -1;
    const show = (number, scroll) => {
      article.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
      here = Math.max(0, Math.min(marks.length - 1, number));
      const mark = marks[here];
      if (!mark) return;
      const note = document.getElementById(mark.id.replace(/^t-/, "n-"));
      mark.classList.add("here");
      if (note) note.classList.add("here");
      if (scroll) {
        mark.scrollIntoView({ block: "center" });
        const link = note && note.querySelector("a");
        if (link) link.focus({ preventScroll: true });
      }
      history.replaceState(null, "", `#${mark.id}`);
    };
    article.addEventListener("click", (event) => {
      const mark = event.target.closest(".text [id^='t-']");
      if (mark && !event.target.closest("a")) show(marks.indexOf(mark), false);
    });
    document.addEventListener("keydown", (event) => {
      if (typing(event)) return;
      const step = { ArrowRight: 1, ArrowLeft: -1, j: 1, k: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      show(here < 0 ? (step > 0 ? 0 : marks.length - 1) : here + step, true);
    });
    const begin = marks.findIndex((mark) => `#${mark.id}` === location.hash);
    if (begin >= 0) show(begin, false);
  }

  // The selected words of the sentence as code points of the article's text.
  const codePoints = (text) => [...text].length;
  const selected = (sentence) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!sentence.contains(range.startContainer) || !sentence.contains(range.endContainer)) return null;
    const before = range.cloneRange();
    before.selectNodeContents(sentence);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Number(sentence.dataset.offset) + codePoints(before.toString());
    const text = range.toString();
    return { text, at: `${start}-${start + codePoints(text)}` };
  };

  // Review, and the statement's own page: correct without the mouse.
  document.addEventListener("keydown", (event) => {
    const form = document.getElementById("correction");
    if (!form && !document.getElementById("review")) return;
    if (event.key === "Escape" && event.target.matches(fields)) { event.target.blur(); return; }
    // Browsers send a form by Enter from one-line fields alone; what is said is seldom more than a line, and Shift+Enter makes one.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && form && form.contains(event.target) && event.target.matches("select, textarea")) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (typing(event)) return;
    const field = { s: "c-speaker", a: "c-act", w: "c-content" }[event.key];
    if (field && form) {
      event.preventDefault();
      const box = document.getElementById(field);
      const sentence = document.querySelector(".sentence");
      const words = event.key === "w" && sentence ? selected(sentence) : null;
      if (words) { box.value = words.text; form.elements.content_at.value = words.at; }
      box.focus();
      if (box.select) box.select();
      return;
    }
    const button = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key);
    if (button) { event.preventDefault(); button.click(); }
  });
  document.addEventListener("input", (event) => {
    if (event.target.id === "c-content") event.target.form.elements.content_at.value = "";
  });

  // Adding: look again whenever the server says that something happened.
  const watch = () => {
    const job = document.querySelector("[data-events]");
    if (!job || !window.EventSource) return;
    const events = new EventSource(job.dataset.events);
    const look = () => htmx.ajax("GET", location.pathname, { target: "#job", select: "#job", swap: "outerHTML" });
    events.addEventListener("step", look);
    events.addEventListener("done", () => { events.close(); look(); });
    addEventListener("pagehide", () => events.close());
  };
  watch();

  // A file may be dropped on its field.
  const drop = document.querySelector(".drop");
  if (drop) {
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) drop.querySelector("input").files = event.dataTransfer.files;
      });
    }
  }
})();
