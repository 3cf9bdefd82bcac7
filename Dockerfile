# The query service with the page, and the migrator: `docker-compose.yml` runs both from this image. `--target demo` makes the one with
# example servers and agents.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm run build
# What runs needs no build tools, and not the embedded engine (half a gigabyte): a server deployment has a ClickHouse server instead.
RUN npm ci --no-audit --no-fund --omit=dev --omit=optional --workspace clickhouse --workspace instrumentation --workspace query-service --workspace web

FROM build AS demo-build
RUN npm ci --no-audit --no-fund --omit=dev --omit=optional --workspace examples --workspace instrumentation --workspace query-service

FROM node:24-bookworm-slim AS demo
ENV NODE_ENV=production
WORKDIR /app
COPY --from=demo-build /app/node_modules node_modules
COPY --from=demo-build /app/clickhouse/package.json clickhouse/
COPY --from=demo-build /app/clickhouse/dist clickhouse/dist
COPY --from=demo-build /app/clickhouse/migrations clickhouse/migrations
COPY --from=demo-build /app/query-service/package.json query-service/
COPY --from=demo-build /app/query-service/dist query-service/dist
COPY --from=demo-build /app/query-service/src query-service/src
COPY --from=demo-build /app/web/package.json /app/web/index.js web/
COPY --from=demo-build /app/instrumentation/package.json instrumentation/
COPY --from=demo-build /app/instrumentation/dist instrumentation/dist
COPY --from=demo-build /app/examples/package.json examples/
COPY --from=demo-build /app/examples/dist examples/dist
COPY --from=demo-build /app/examples/workspace examples/workspace
USER node
CMD ["node", "examples/dist/demo-agents.js"]

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/clickhouse/package.json clickhouse/
COPY --from=build /app/clickhouse/dist clickhouse/dist
COPY --from=build /app/clickhouse/migrations clickhouse/migrations
COPY --from=build /app/instrumentation/package.json instrumentation/
COPY --from=build /app/instrumentation/dist instrumentation/dist
COPY --from=build /app/query-service/package.json query-service/
COPY --from=build /app/query-service/dist query-service/dist
COPY --from=build /app/query-service/src query-service/src
COPY --from=build /app/web/package.json /app/web/index.js web/
COPY --from=build /app/web/dist web/dist
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4000/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "query-service/dist/main.js"]
