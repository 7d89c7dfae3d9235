# The API with the built web in it. Node 24 is the current LTS release.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY libs/shared/package.json libs/shared/
COPY libs/statistics/package.json libs/statistics/
COPY migrations/package.json migrations/
COPY test/package.json test/
COPY bench/package.json bench/

FROM manifests AS build
RUN npm ci
COPY . .
RUN npm run build

# Only what the API needs at run time; the web is files by now.
FROM manifests AS packages
RUN npm ci --omit=dev --workspace apps/api --workspace libs/shared --workspace libs/statistics --workspace migrations

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Tenken" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /app
# /data holds the embedded database when DATABASE_URL is not set. The image's user `node` has no rights elsewhere.
RUN mkdir /data && chown node:node /data
COPY --from=packages /app ./
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/web/dist apps/web/dist
COPY --from=build /app/libs/shared/dist libs/shared/dist
COPY --from=build /app/libs/statistics/dist libs/statistics/dist
COPY --from=build /app/migrations/dist migrations/dist
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# `stop` of a container is SIGTERM to this process: requests end, then the database.
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
