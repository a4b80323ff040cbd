package dev.parley.provider;

import java.util.List;

/// Replies as the vendors stream them: "Good day, Ben." in two pieces, with cached tokens in the usage.
final class Streams {
    static final String TEXT = "Good day, Ben.";

    private Streams() {}

    static final String ANTHROPIC_START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],"model":"claude-sonnet-5-20260801","stop_reason":null,"usage":{"input_tokens":12,"cache_read_input_tokens":1000,"cache_creation_input_tokens":350,"cache_creation":{"ephemeral_5m_input_tokens":150,"ephemeral_1h_input_tokens":200},"output_tokens":1,"service_tier":"standard"}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: ping
            data: {"type":"ping"}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Good day,"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" Ben."}}

            """;
    static final String ANTHROPIC_END = """
            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":7}}

            event: message_stop
            data: {"type":"message_stop"}

            """;
    static final String OPENAI_START = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna-2026-09-01","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna-2026-09-01","choices":[{"index":0,"delta":{"content":"Good day,"},"finish_reason":null}],"usage":null}

            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna-2026-09-01","choices":[{"index":0,"delta":{"content":" Ben."},"finish_reason":null}],"usage":null}

            """;
    static final String OPENAI_FINISH = """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna-2026-09-01","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

            """;
    static final String DONE = "data: [DONE]\n\n";

    static String openAiUsage(String usage) {
        return """
            data: {"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"gpt-6-luna-2026-09-01","choices":[],"usage":%s}

            """.formatted(usage);
    }

    static final String OPENAI_USAGE = openAiUsage(
            "{\"prompt_tokens\":1500,\"completion_tokens\":40,\"total_tokens\":1540,\"prompt_tokens_details\":{\"cached_tokens\":1024,\"cache_write_tokens\":300},\"completion_tokens_details\":{\"reasoning_tokens\":30}}");
    static final String DEEPSEEK_USAGE = openAiUsage(
            "{\"prompt_tokens\":900,\"completion_tokens\":40,\"total_tokens\":940,\"prompt_cache_hit_tokens\":640,\"prompt_cache_miss_tokens\":260,\"completion_tokens_details\":{\"reasoning_tokens\":5}}");
    static final String MISTRAL_START = """
            data: {"id":"cmpl-1","object":"chat.completion.chunk","created":1,"model":"mistral-large-2512","choices":[{"index":0,"delta":{"role":"assistant","content":"Good day,"},"finish_reason":null}]}

            """;
    static final String MISTRAL_END = """
            data: {"id":"cmpl-1","object":"chat.completion.chunk","created":1,"model":"mistral-large-2512","choices":[{"index":0,"delta":{"content":" Ben."},"finish_reason":"stop"}],"usage":{"prompt_tokens":500,"completion_tokens":9,"total_tokens":509,"num_cached_tokens":400}}

            """ + DONE;
    static final String GEMINI_START = """
            data: {"candidates":[{"content":{"parts":[{"text":"Good day,"}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":700,"candidatesTokenCount":2,"totalTokenCount":702},"modelVersion":"gemini-3.7-flash-001","responseId":"g-1"}

            """;
    static final String GEMINI_END = """
            data: {"candidates":[{"content":{"parts":[{"text":" Ben."}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":700,"cachedContentTokenCount":512,"candidatesTokenCount":6,"thoughtsTokenCount":11,"totalTokenCount":717},"modelVersion":"gemini-3.7-flash-001","responseId":"g-1"}

            """;
    static final String OLLAMA_START = """
            {"model":"llama3.3","created_at":"2026-11-01T10:00:00Z","message":{"role":"assistant","content":"Good day,"},"done":false}
            """;
    static final String OLLAMA_END = """
            {"model":"llama3.3","created_at":"2026-11-01T10:00:00Z","message":{"role":"assistant","content":" Ben."},"done":false}
            {"model":"llama3.3","created_at":"2026-11-01T10:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":120,"eval_count":6}
            """;

    /// One provider's stream: what comes first, and what ends it.
    record Case(String model, String start, String end) {
        String provider() {
            return model.substring(0, model.indexOf('/'));
        }

        @Override
        public String toString() {
            return provider();
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("anthropic/claude-sonnet-5", ANTHROPIC_START, ANTHROPIC_END),
                new Case("openai/gpt-6-luna", OPENAI_START, OPENAI_FINISH + OPENAI_USAGE + DONE),
                new Case("deepseek/deepseek-chat", OPENAI_START, OPENAI_FINISH + DEEPSEEK_USAGE + DONE),
                new Case("mistral/mistral-large-latest", MISTRAL_START, MISTRAL_END),
                new Case("google/gemini-3.7-flash", GEMINI_START, GEMINI_END),
                new Case("ollama/llama3.3", OLLAMA_START, OLLAMA_END));
    }
}
