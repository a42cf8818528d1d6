// What the page says when the server refuses a call of Gradio's, which is left waiting otherwise.
"use strict";

(() => {
  const plain = window.fetch;
  const calls = /\/gradio_api\/(run\/|queue\/join)/;
  let box = null;

  // Nothing waits any more for an answer that does not come.
  function free() {
    document.querySelector("#results[aria-busy]")?.removeAttribute("aria-busy");
    if (document.querySelector("#chat[aria-busy]")) window.hankehaku.talked();
  }

  function say(message) {
    const below = document.getElementById("results");
    if (!below || typeof message !== "string") return;
    box = document.createElement("div");
    box.className = "hh";
    box.setAttribute("role", "alert");
    const said = document.createElement("p");
    said.className = "status error";
    said.textContent = message;
    box.append(said);
    below.before(box);
    box.scrollIntoView({ block: "nearest" });
  }

  window.fetch = async (...given) => {
    const address = String(given[0]?.url ?? given[0]);
    if (!calls.test(address)) return plain(...given);
    box?.remove();
    let answer;
    try {
      answer = await plain(...given);
    } catch (error) {
      free();
      throw error;
    }
    if (!answer.ok) {
      free();
      // Gradio itself tells of calls that would have waited in its queue.
      if (address.includes("/run/")) {
        say((await answer.clone().json().catch(() => null))?.detail);
      }
    }
    return answer;
  };
})();
