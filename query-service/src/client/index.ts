export type * from './api.js';
export { ApiError, type Arguments, type Client, type ClientOptions, createClient, type Input } from './client.js';
