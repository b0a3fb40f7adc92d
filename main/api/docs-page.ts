/** The page of the reference: Swagger UI, all of it from this server. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Lexline API</title>
    <link rel="service-desc" type="application/json" href="/openapi.json">
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
  </head>
  <body>
    <noscript>This page is drawn from <a href="/openapi.json">/openapi.json</a>, which tells all of it as OpenAPI 3.1.</noscript>
    <div id="reference"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/page.js"></script>
  </body>
</html>
`;

/** Out of a file of its own, because the policy allows no script in the page. */
export const DOCS_SCRIPT = `// There when the document is read: Lexline's own window puts a key in then.
window.swaggerUi = new Promise((resolve) => {
  const ui = SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#reference',
    deepLinking: true,
    filter: true,
    displayRequestDuration: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    // A key that is typed in is forgotten with the page.
    persistAuthorization: false,
    // By default an online service is asked whether the document is valid.
    validatorUrl: null,
    onComplete: () => resolve(ui),
  });
});
`;

export const DOCS_STYLE = `body { margin: 0; background: #fafafa; }
`;

/** Nothing is loaded or called but this server, and nobody shows the page inside of another one. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
