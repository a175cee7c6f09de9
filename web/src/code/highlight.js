/** Python source as HTML with its words marked by what they are. */
import hljs from "highlight.js/lib/core";
import python from "highlight.js/lib/languages/python";
import { css } from "lit";

hljs.registerLanguage("python", python);

/**
 * @param {string} source
 * @returns {string} safe HTML: all that is not markup of the highlighter is escaped
 */
export const highlighted = (source) => hljs.highlight(source, { language: "python" }).value;

export const highlightStyles = css`
  .hljs-comment,
  .hljs-string,
  .hljs-doctag {
    color: light-dark(#5d6470, #9aa2ad);
  }
  .hljs-keyword,
  .hljs-literal,
  .hljs-built_in {
    color: light-dark(#8250a0, #c79be0);
  }
  .hljs-title,
  .hljs-meta {
    color: light-dark(#0067a3, #6cc0f5);
    font-weight: 600;
  }
  .hljs-number {
    color: light-dark(#00704f, #4fcaa6);
  }
`;
