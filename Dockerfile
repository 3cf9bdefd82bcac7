# The query service with the page, and the migrator: `docker-compose.yml` runs both from this image.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund && npm run build
# What runs needs no build tools, and not the embedded engine (half a gigabyte): a server deployment has a ClickHouse server instead.
RUN npm ci --no-audit --no-fund --omit=dev --omit=optional --workspace clickhouse --workspace query-service --workspace web

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/clickhouse/package.json clickhouse/
COPY --from=build /app/clickhouse/dist clickhouse/dist
COPY --from=build /app/clickhouse/migrations clickhouse/migrations
COPY --from=build /app/query-service/package.json query-service/
COPY --from=build /app/query-service/dist query-service/dist
COPY --from=build /app/query-service/src query-service/src
COPY --from=build /app/web/package.json /app/web/index.js web/
COPY --from=build /app/web/dist web/dist
USER node
EXPOSE 4000
CMD ["node", "query-service/dist/main.js"]
