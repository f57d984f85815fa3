import { Aws, Duration, type Stack } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import type { Issuer } from '../outside-issuer.ts';
import { kept } from './keep.ts';
import { addProtection } from './protection.ts';

const addPool = (scope: Construct): UserPool =>
  new UserPool(scope, 'Users', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    passwordPolicy: {
      minLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      tempPasswordValidity: Duration.days(3),
    },
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
    removalPolicy: kept,
  });

/**
 * A user pool for the people of the organisations. Accounts are made by an administrator; a second factor is asked of
 * everybody, from an application and never by text message: a lock screen is read by others. People sign in on the
 * pool's own pages, with a code and PKCE, and come back to `pages`, an address without a slash at the end.
 */
export const addUsers = (scope: Stack, pages: string): Issuer => {
  const pool = addPool(scope);
  (pool.node.defaultChild as CfnUserPool).addPropertyOverride(
    'DeletionProtection',
    addProtection(scope)('ACTIVE', 'INACTIVE'),
  );
  const client = pool.addClient('Client', {
    authFlows: { userSrp: true },
    generateSecret: false,
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID],
      callbackUrls: [`${pages}/callback`],
      logoutUrls: [`${pages}/`],
    },
    preventUserExistenceErrors: true,
    // Gives tokens the sign-in that they come from, by which a sign-out ends them all.
    enableTokenRevocation: true,
    accessTokenValidity: Duration.minutes(15),
    idTokenValidity: Duration.minutes(15),
    // A working day: a telephone that is lost is of no use the day after.
    refreshTokenValidity: Duration.hours(12),
  });
  const domain = pool.addDomain('SignIn', {
    // Unique in its region, for all accounts.
    cognitoDomain: { domainPrefix: `parcours-${Aws.ACCOUNT_ID}` },
    managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
  });
  // Without a style of its own a client has no managed login pages:
  // https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html
  new CfnManagedLoginBranding(scope, 'SignInStyle', {
    userPoolId: pool.userPoolId,
    clientId: client.userPoolClientId,
    useCognitoProvidedValues: true,
  });
  const clientId = client.userPoolClientId;
  return {
    issuer: pool.userPoolProviderUrl,
    // Its access tokens name the client and no audience.
    audience: clientId,
    clientId,
    scope: OAuthScope.OPENID.scopeName,
    signInUrl: domain.baseUrl(),
  };
};
