# The API with the built web in it. Node 24 is the current LTS release.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY libs/shared/package.json libs/shared/
COPY libs/statistics/package.json libs/statistics/
COPY migrations/package.json migrations/
COPY test/package.json test/
COPY bench/package.json bench/
RUN npm ci
COPY . .
RUN npm run build \
 && npm prune --omit=dev --workspaces --include-workspace-root \
 && rm -rf apps/web/src apps/web/public test bench

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
COPY --from=build --chown=root:root /app /app
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# `stop` of a container is SIGTERM to this process: requests end, then the database.
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
