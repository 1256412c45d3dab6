/** Content-Security-Policy of the explorer: nothing from elsewhere, no script in the page. Mantine and Cytoscape set styles. */
export const EXPLORER_POLICY = policy({
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
  'worker-src': "'self' blob:",
});

/** Sent with every response. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': EXPLORER_POLICY,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

export function policy(sources: Readonly<Record<string, string>>): string {
  const always = {
    'default-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    'manifest-src': "'self'",
  };
  return Object.entries({ ...always, ...sources })
    .map(([directive, source]) => `${directive} ${source}`)
    .join('; ');
}
