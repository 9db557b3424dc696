// Judges a case a line, as the page of a kiosk does: {rules, values, communes, part} gives {asked, kept, refusals}.
import { judgeValues, listAsked } from "../../../../static/js/kiosk-answers.js";

const decoder = new TextDecoder();
const encoder = new TextEncoder();
let rest = "";
for await (const chunk of Deno.stdin.readable) {
  rest += decoder.decode(chunk, { stream: true });
  const lines = rest.split("\n");
  rest = lines.pop();
  for (const line of lines) {
    const { rules, values, communes, part } = JSON.parse(line);
    const isJudged = ({ part: own }) => part === null || own === part;
    const judged = judgeValues(rules, values, new Set(communes), isJudged);
    const asked = listAsked(rules, values).map(({ code }) => code);
    Deno.stdout.writeSync(encoder.encode(JSON.stringify({ asked, ...judged }) + "\n"));
  }
}
