// The vendors' own SDKs against a stand-in: node check.mjs BASE_URL
import assert from "node:assert/strict";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { GoogleGenAI } from "@google/genai";
import { Mistral } from "@mistralai/mistralai";

const base = (process.argv[2] ?? "").replace(/\/$/, "");
if (!base) {
  console.error("usage: node check.mjs BASE_URL");
  process.exit(2);
}

let passed = 0;
let failed = 0;
const check = async (name, body) => {
  try {
    await body();
    passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAILED  ${name}: ${error?.message ?? error}`);
  }
};

const run = `${Date.now()}-${Math.random()}`;
const long = (topic) =>
  `${run} ${topic}\n` + Array.from({ length: 700 }, (_, i) => `Line ${i}: the ${topic} of the old harbour town.`).join("\n");
const key = "rehearsal";

const anthropic = new Anthropic({ baseURL: `${base}/anthropic`, apiKey: key, maxRetries: 0 });
const openai = new OpenAI({ baseURL: `${base}/openai/v1`, apiKey: key, maxRetries: 0 });
const google = new GoogleGenAI({ apiKey: key, httpOptions: { baseUrl: `${base}/gemini` } });
const mistral = new Mistral({ serverURL: `${base}/mistral`, apiKey: key, retryConfig: { strategy: "none" } });

await check("anthropic: a whole reply writes 1h, the next one reads it", async () => {
  const ask = (text) =>
    anthropic.messages.create({
      model: "claude-sonnet-5",
      max_tokens: 200,
      system: [{ type: "text", text: long("lamp"), cache_control: { type: "ephemeral", ttl: "1h" } }],
      messages: [{ role: "user", content: text }],
    });
  const first = await ask("Good morning.");
  assert.equal(first.type, "message");
  assert.match(first.id, /^msg_01/);
  assert.ok(first.content[0].text.length > 0);
  assert.ok(first.usage.cache_creation.ephemeral_1h_input_tokens > 1024);
  assert.equal(first.usage.cache_creation_input_tokens, first.usage.cache_creation.ephemeral_1h_input_tokens);
  assert.equal(first.usage.cache_read_input_tokens, 0);
  const second = await ask("Good evening.");
  assert.equal(second.usage.cache_read_input_tokens, first.usage.cache_creation_input_tokens);
  assert.equal(second.usage.cache_creation_input_tokens, 0);
  assert.equal(second.usage.service_tier, "standard");
});

await check("anthropic: a stream brings the same classes", async () => {
  const stream = anthropic.messages.stream({
    model: "claude-sonnet-5",
    max_tokens: 200,
    system: [{ type: "text", text: long("bell"), cache_control: { type: "ephemeral", ttl: "1h" } }],
    messages: [{ role: "user", content: "Good morning." }],
  });
  let text = "";
  const kinds = [];
  stream.on("text", (part) => (text += part));
  stream.on("streamEvent", (event) => kinds.push(event.type));
  const message = await stream.finalMessage();
  assert.equal(message.content[0].text, text);
  assert.equal(kinds[0], "message_start");
  assert.equal(kinds.at(-1), "message_stop");
  assert.ok(message.usage.cache_creation.ephemeral_1h_input_tokens > 1024);
  assert.ok(message.usage.output_tokens > 1);
});

await check("anthropic: tokens are counted as they are billed", async () => {
  const ask = { model: "claude-sonnet-5", messages: [{ role: "user", content: "How far is the harbour?" }] };
  const counted = await anthropic.messages.countTokens(ask);
  const billed = await anthropic.messages.create({ ...ask, max_tokens: 50 });
  assert.equal(counted.input_tokens, billed.usage.input_tokens);
});

await check("anthropic: a bad key, an unknown order of TTLs and a rate limit are typed errors", async () => {
  const stranger = new Anthropic({ baseURL: `${base}/anthropic`, apiKey: "bad-key", maxRetries: 0 });
  const ask = { model: "claude-sonnet-5", max_tokens: 10, messages: [{ role: "user", content: "Hi." }] };
  await assert.rejects(stranger.messages.create(ask), Anthropic.AuthenticationError);
  await assert.rejects(
    anthropic.messages.create({
      ...ask,
      system: [{ type: "text", text: "a", cache_control: { type: "ephemeral", ttl: "5m" } }],
      messages: [
        { role: "user", content: [{ type: "text", text: "b", cache_control: { type: "ephemeral", ttl: "1h" } }] },
      ],
    }),
    Anthropic.BadRequestError,
  );
});

await check("openai: the second whole reply reads the cache", async () => {
  const ask = (text) =>
    openai.chat.completions.create({
      model: "gpt-4o",
      max_tokens: 200,
      prompt_cache_key: run,
      messages: [{ role: "system", content: long("ferry") }, { role: "user", content: text }],
    });
  const first = await ask("Good morning.");
  assert.match(first.id, /^chatcmpl-/);
  assert.equal(first.model, "gpt-4o-2024-08-06");
  assert.equal(first.usage.prompt_tokens_details.cached_tokens, 0);
  const second = await ask("Good evening.");
  const cached = second.usage.prompt_tokens_details.cached_tokens;
  assert.ok(cached >= 1024 && cached % 128 === 0, `cached ${cached}`);
  assert.equal(second.usage.total_tokens, second.usage.prompt_tokens + second.usage.completion_tokens);
});

await check("openai: a stream ends with its usage when asked", async () => {
  const stream = await openai.chat.completions.create({
    model: "gpt-5-mini",
    max_completion_tokens: 300,
    stream: true,
    stream_options: { include_usage: true },
    messages: [{ role: "user", content: "What is new?" }],
  });
  let text = "";
  let usage = null;
  let reason = null;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? "";
    reason = chunk.choices[0]?.finish_reason ?? reason;
    usage = chunk.usage ?? usage;
  }
  assert.ok(text.length > 0);
  assert.ok(["stop", "length"].includes(reason));
  assert.ok(usage.completion_tokens_details.reasoning_tokens > 0);
});

await check("openai: gpt-6 bills its cache writes", async () => {
  const opening = [
    { role: "system", content: long("mast") },
    { role: "user", content: "Good morning." },
  ];
  const ask = (messages) =>
    openai.chat.completions.create({ model: "gpt-6-luna", max_completion_tokens: 200, messages });
  const first = await ask(opening);
  const written = first.usage.prompt_tokens_details.cache_write_tokens;
  assert.ok(written > 1024);
  const answer = first.choices[0].message.content;
  const second = await ask([...opening, { role: "assistant", content: answer }, { role: "user", content: "And now?" }]);
  assert.equal(second.usage.prompt_tokens_details.cached_tokens, written);
  assert.ok(second.usage.prompt_tokens_details.cache_write_tokens > 0);
});

await check("openai: errors are typed, models are listed", async () => {
  const stranger = new OpenAI({ baseURL: `${base}/openai/v1`, apiKey: "bad-key", maxRetries: 0 });
  const ask = { model: "gpt-5", messages: [{ role: "user", content: "Hi." }] };
  await assert.rejects(stranger.chat.completions.create(ask), OpenAI.AuthenticationError);
  await assert.rejects(openai.chat.completions.create({ ...ask, max_tokens: 10 }), OpenAI.BadRequestError);
  assert.ok(Array.isArray((await openai.models.list()).data));
});

await check("deepseek: hits and misses, at both bases", async () => {
  const messages = [{ role: "system", content: long("rope") }, { role: "user", content: "And now?" }];
  for (const root of ["deepseek/v1", "deepseek"]) {
    const deepseek = new OpenAI({ baseURL: `${base}/${root}`, apiKey: key, maxRetries: 0 });
    const reply = await deepseek.chat.completions.create({ model: "deepseek-chat", max_tokens: 60, messages });
    const usage = reply.usage;
    assert.equal(usage.prompt_cache_hit_tokens + usage.prompt_cache_miss_tokens, usage.prompt_tokens);
    assert.equal(usage.prompt_cache_hit_tokens % 64, 0);
    assert.equal(usage.prompt_cache_hit_tokens > 0, root === "deepseek");
  }
});

await check("gemini: whole replies read the implicit cache", async () => {
  const ask = () =>
    google.models.generateContent({
      model: "gemini-2.5-flash",
      contents: "Good morning.",
      config: { systemInstruction: long("quay"), maxOutputTokens: 200 },
    });
  const first = await ask();
  assert.ok(first.text.length > 0);
  assert.equal(first.usageMetadata.cachedContentTokenCount ?? 0, 0);
  const second = await ask();
  assert.ok(second.usageMetadata.cachedContentTokenCount > 1024);
  assert.equal(second.candidates[0].finishReason === "STOP" || second.candidates[0].finishReason === "MAX_TOKENS", true);
});

await check("gemini: a stream, with thoughts billed", async () => {
  const stream = await google.models.generateContentStream({
    model: "gemini-2.5-pro",
    contents: [{ role: "user", parts: [{ text: "Tell me of the harbour." }] }],
    config: { maxOutputTokens: 300 },
  });
  let text = "";
  let usage = null;
  for await (const chunk of stream) {
    text += chunk.text ?? "";
    usage = chunk.usageMetadata ?? usage;
  }
  assert.ok(text.length > 0);
  assert.ok(usage.thoughtsTokenCount > 0);
  assert.equal(usage.totalTokenCount, usage.promptTokenCount + usage.candidatesTokenCount + usage.thoughtsTokenCount);
});

await check("gemini: a bad key is an error with its status", async () => {
  const stranger = new GoogleGenAI({ apiKey: "bad-key", httpOptions: { baseUrl: `${base}/gemini` } });
  await assert.rejects(stranger.models.generateContent({ model: "gemini-2.5-flash", contents: "Hi." }), { status: 400 });
});

await check("mistral: whole replies, cached with a key", async () => {
  const ask = () =>
    mistral.chat.complete({
      model: "mistral-large-2512",
      maxTokens: 200,
      promptCacheKey: run,
      messages: [
        { role: "system", content: long("anchor") },
        { role: "user", content: "Good morning." },
      ],
    });
  const first = await ask();
  assert.ok(first.choices[0].message.content.length > 0);
  assert.ok(first.usage.promptTokens > 1024);
  const second = await ask();
  // This SDK hands on usage fields that it does not name as they came.
  const details = second.usage.promptTokensDetails ?? second.usage.prompt_tokens_details;
  assert.ok((details.cachedTokens ?? details.cached_tokens) > 1024, JSON.stringify(second.usage));
});

await check("mistral: a stream ends with its usage", async () => {
  const stream = await mistral.chat.stream({
    model: "mistral-large-2512",
    maxTokens: 100,
    messages: [{ role: "user", content: "What is new?" }],
  });
  let text = "";
  let usage = null;
  for await (const event of stream) {
    text += event.data.choices[0]?.delta?.content ?? "";
    usage = event.data.usage ?? usage;
  }
  assert.ok(text.length > 0);
  assert.ok(usage.completionTokens > 0);
});

await check("mistral: a bad key is refused", async () => {
  const stranger = new Mistral({ serverURL: `${base}/mistral`, apiKey: "bad-key", retryConfig: { strategy: "none" } });
  await assert.rejects(
    stranger.chat.complete({ model: "mistral-large-2512", messages: [{ role: "user", content: "Hi." }] }),
    { statusCode: 401 },
  );
});

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
