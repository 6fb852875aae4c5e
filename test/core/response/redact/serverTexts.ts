/**
 * The server, and what it says in a refusal, with made-up ids. No secret is in it, and all of it is of
 * use to somebody who looks for the reason.
 */
export const serverTexts = String.raw`
Keycloak | Account is not fully set up
Keycloak | Invalid client or Invalid client credentials
Keycloak | HTTP 401 Unauthorized at /realms/acme-prod-2/protocol/openid-connect/token
Microsoft Entra | AADSTS50126: Error validating credentials due to invalid username or password. Trace ID: 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 Correlation ID: 1a2b3c4d-5e6f-7081-92a3-b4c5d6e7f809 Timestamp: 2026-11-24 10:15:30Z
Microsoft Entra | AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'.
Microsoft Entra | AADSTS700016: Application with identifier '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9' was not found in the directory 'Acme GmbH'.
Microsoft Entra | AADSTS90002: Tenant 'acme.onmicrosoft.com' not found. Check to make sure you have the correct tenant ID. See https://login.microsoftonline.com/error?code=90002
Microsoft Entra | AADSTS70011: The provided value for scope https://graph.microsoft.com/.default offline_access is not valid.
Amazon Cognito | ResourceNotFoundException: User pool eu-central-1_Ab1CdEf2G does not exist.
Amazon Cognito | User: arn:aws:iam::123456789012:user/n8n is not authorized to perform: cognito-idp:InitiateAuth
AWS | Forbidden (X-Amzn-Trace-Id: Root=1-5759e988-bd862e3fe1be46a994272793, Request id: 7c8d9e0f1a2b3c4d5e6f)
Okta | The client secret supplied for a confidential client is invalid. errorId: oaeHfmOAx1iRLa0H10DeMz5fQ
Okta | Policy evaluation failed for this request, please check the policy configurations.
Auth0 | Grant type "password" not allowed for the client.
Auth0 | Service not found: https://api.acme.example/v2/
Google | The OAuth client was not found. See https://developers.google.com/identity/protocols/oauth2#error-codes
Spring | org.springframework.security.oauth2.core.OAuth2AuthenticationException: [invalid_client] Client authentication failed
Spring Boot | 2026-11-24T10:15:30.123+00:00 401 Unauthorized /oauth2/token requestId=5e6f7081-12
Django REST framework | non_field_errors: Unable to log in with provided credentials.
Laravel | The email field must be a valid email address. (and 2 more errors)
WordPress | <strong>Error:</strong> The username <strong>sonia</strong> is not registered on this site. <a href="https://shop.example/wp-login.php?action=lostpassword">Lost your password?</a>
Salesforce | authentication failure: INVALID_LOGIN: Invalid username, password, security token; or user locked out.
SAP | SAML2_RESPONSE_INVALID_DESTINATION_URL; transaction id 5F3A1B2C4D5E6F708192A3B4C5D6E7F8
SAP | Anmeldung fehlgeschlagen (Mandant 100, Meldung S_RFC 00 152)
Apigee | Client identifier is required: steps.oauth.v2.InvalidClientIdentifier
OpenStack Keystone | The request you have made requires authentication. (Request-ID: req-6b0f3f5a-0a1b-4c2d-8e3f-4a5b6c7d8e9f)
OpenTelemetry | Upstream refused, traceparent 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
Sentry | Something went wrong. Event ID: 9fceb02d0ae598e95dc970b74767f193
nginx | <html> <head><title>401 Authorization Required</title></head> <body> <center><h1>401 Authorization Required</h1></center> <hr><center>nginx/1.25.3</center> </body> </html>
a proxy | Access denied by policy 4711-b at proxy-eu-2.acme.example:8080 (127.0.0.1), 24/Nov/2026:10:15:30 +0000
a login page | <!DOCTYPE html> <html lang="en"> <head> <meta charset="utf-8"> <title>Sign in &ndash; Acme</title> <link href="/assets/app-1.2.3.css" rel="stylesheet"> </head> <body> <form action="/login" method="post"> <input name="username"> <input type="password" name="password">
a load balancer | upstream connect error or disconnect/reset before headers. reset reason: connection timeout, host d1a2b3c4e5f6g7.cloudfront.net
in German | Ungültiger Benutzername oder ungültiges Passwort. Noch 2 Versuche, danach wird das Konto für 15 Minuten gesperrt.
in German | Für die Anwendung „n8n-Anbindung“ fehlt die Berechtigung „Schnittstellenzugriff“ (Fehlernummer 4031).
in Ukrainian | Неправильне ім’я користувача або пароль. Залишилося спроб: 3.
in Ukrainian | Обліковий запис заблоковано до 24.11.2026 12:30. Зверніться до адміністратора.
in Polish | Nieprawidłowa nazwa użytkownika lub hasło (kod błędu: E-1042)
in French | L’identifiant ou le mot de passe est incorrect : 3 tentatives restantes, 100 % sécurisé
in Japanese | ユーザー名またはパスワードが正しくありません。(コード: E4011)
RFC 6749 | unsupported_grant_type: the grant type "urn:ietf:params:oauth:grant-type:jwt-bearer" is not supported
RFC 7523 | client_assertion_type must be urn:ietf:params:oauth:client-assertion-type:jwt-bearer
a scope | Scope "api://0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9/.default orders:read orders:write" is not allowed for partner-portal-client-2
a long client id | Client 3f9c0a7b21d84e6f95b2c8d1e0f7a6b4 is not allowed to use the grant type password
an address | POST https://auth.acme.example/realms/3f9c0a7b21d84e6f95b2c8d1e0f7a6b5/token: no such realm
`
	.trim()
	.split('\n')
	.map((line) => line.split(' | ') as [server: string, text: string]);

/** What the credential says of itself, none of it secret. */
export const known = [
	'3f9c0a7b21d84e6f95b2c8d1e0f7a6b4',
	'https://auth.acme.example/realms/3f9c0a7b21d84e6f95b2c8d1e0f7a6b5/token',
	'orders:read orders:write',
	'sonia',
];
