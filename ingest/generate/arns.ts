export const roleArn = (account: string, name: string, path = '/'): string =>
  `arn:aws:iam::${account}:role${path}${name}`;
export const userArn = (account: string, name: string): string => `arn:aws:iam::${account}:user/${name}`;
export const policyArn = (account: string, name: string): string => `arn:aws:iam::${account}:policy/${name}`;
export const rootArn = (account: string): string => `arn:aws:iam::${account}:root`;
export const samlProviderArn = (account: string, name: string): string =>
  `arn:aws:iam::${account}:saml-provider/${name}`;
export const oidcProviderArn = (account: string, issuer: string): string =>
  `arn:aws:iam::${account}:oidc-provider/${issuer}`;
