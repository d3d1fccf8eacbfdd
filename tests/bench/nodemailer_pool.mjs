// Sends messages through nodemailer's pooled transport, each composed for its recipient; prints the seconds it took.
//   node nodemailer_pool.mjs PORT COUNT CONNECTIONS FOLDER     text and page come as JSON on standard input
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [port, count, connections, folder] = process.argv.slice(2);
const nodemailer = createRequire(`${folder}/`)("nodemailer");
const { text, page } = JSON.parse(readFileSync(0, "utf8"));

const transport = nodemailer.createTransport({
  host: "127.0.0.1",
  port: Number(port),
  ignoreTLS: true,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Infinity,
});

const send = (number) =>
  transport.sendMail({
    from: "Relief Alliance Press Office <press@relief.example>",
    to: { name: `Reporter ${number}`, address: `reporter${number}@news.example` },
    replyTo: "media@relief.example",
    subject: "Aid reaches the northern valleys",
    text: `Dear Reporter ${number},\n\n${text}`,
    html: page.replace("<body", `<body data-reader="${number}"`),
    list: { unsubscribe: `optout@relief.example?subject=opt-out%20${number}` },
  });

// Twice as many are composed at a time as there are connections, so that none of these ever waits.
let next = 0;
const work = async () => {
  while (next < Number(count)) await send(next++);
};
const start = process.hrtime.bigint();
await Promise.all(Array.from({ length: 2 * Number(connections) }, work));
console.log(Number(process.hrtime.bigint() - start) / 1e9);
transport.close();
