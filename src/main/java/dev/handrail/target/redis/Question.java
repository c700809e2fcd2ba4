package dev.handrail.target.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;

/** One command of Lettuce's, and what it will answer. */
interface Question<T> {
    RedisFuture<T> of(RedisAsyncCommands<String, String> redis);
}
