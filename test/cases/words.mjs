/**
 * What servers answer to a sign-in that does not work: case, form, answer (see table.mjs); then the
 * codes that fit; what the words name in this order, fields of the form with a capital; what they
 * quote; what they must not say. The last ones are right as they are.
 */
export const words = String.raw`
9+ | | 403 {"message": "Too many failed login attempts"} | rate_limited | | Too many failed login attempts | Check "Username
9+ | json | 400 {"error": "Maximum number of login attempts exceeded. Try again in 15 minutes"} | rate_limited | | 15 minutes | Check "Username
9+ | json | 401 {"detail": "Too many attempts. Please wait before trying again."} | rate_limited | | Too many attempts | Check "Username
9+ | json | 200 {"success": false, "message": "You have exceeded the number of allowed login attempts"} | rate_limited | | exceeded | Check "Username
17 | | 200 <Access_Token><Token>tok-abcdefghijkl</Token></Access_Token> | malformed_response | xml | | Token URL; web page
17+ | json | 200 <?xml version="1.0"?><response><status>error</status></response> | malformed_response; credentials_rejected | xml | | web page
17+ | | 500 <soap:Envelope><soap:Body><soap:Fault><faultstring>Bad request</faultstring></soap:Fault></soap:Body></soap:Envelope> | | xml | | web page
16+ | | 400 error=invalid_grant&error_description=Wrong+password+or+user | credentials_rejected | Username | Wrong password or user |
16+ | | 200 error=bad_verification_code&error_description=The+code+passed+is+incorrect | credentials_rejected | | The code passed is incorrect | Access Token Field
20+ | json | 401 latin1 {"message": "Identifiants erronés"} | credentials_rejected | Username | |
31 | json; accessTokenField=cookie:token | 200 <!DOCTYPE html><html><head><title>Flowise</title></head><body><div id="root"></div></body></html> | malformed_response | web page | |
31+ | json; accessTokenField=header:X-Token | 200 <html><head><title>Console</title></head><body>Loading</body></html> | malformed_response | web page | |
32 | | 400 {"error": {"code": 400, "message": "Expecting to find application/json in Content-Type header. The server could not comply with the request since it is either malformed or otherwise incorrect.", "title": "Bad Request"}} | invalid_configuration | Body Format; json | |
33 | | 400 {"errcode": "M_NOT_JSON", "error": "Content not JSON."} | invalid_configuration | Body Format; json | |
34 | | 400 {"status": 400, "message": "Invalid JSON in body of request"} | invalid_configuration | Body Format; json | |
35 | | 400 {"error": "invalid character 'a' in literal null (expecting 'u')", "code": 3} | invalid_configuration | Body Format; json | |
36 | | 400 Input parameters must be in JSON format | invalid_configuration | Body Format; json | |
36+ | | 400 {"detail": "JSON parse error - Expecting value: line 1 column 1 (char 0)"} | invalid_configuration | Body Format; json | |
36+ | | 400 {"status": 400, "error": "Bad Request", "message": "JSON parse error: Unrecognized token 'username': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"} | invalid_configuration | Body Format; json | |
36+ | | 400 {"message": "Unexpected token 'u', ... is not valid JSON", "type": "entity.parse.failed"} | invalid_configuration | Body Format; json | |
36+ | | 400 {"title": "One or more validation errors occurred.", "status": 400, "errors": {"$": ["'u' is an invalid start of a value. Path: $ LineNumber: 0."]}} | invalid_configuration | Body Format; json | |
36+ | | 422 {"detail": [{"type": "model_attributes_type", "loc": ["body"], "msg": "Input should be a valid dictionary or object to extract fields from"}]} | invalid_configuration | Body Format; json | |
36+ | granted | 400 {"error": "invalid_request", "error_description": "The mandatory 'grant_type' parameter is missing."} | invalid_configuration | Body Format; form | |
37 | granted | 400 {"message": {"grant_type": ["Unknown field."]}} | invalid_configuration | Send Grant Type | grant_type: Unknown field. |
38 | json; usernameParameter=email | 400 {"message": {"email": ["Unknown field."], "username": ["Missing data for required field."]}} | invalid_configuration | Username Parameter | field. |
39 | json; +provider=oauth | 400 {"message": {"provider": ["Alternative authentication provider is not allowed"]}} | invalid_configuration | Additional Parameters | provider: Alternative authentication provider is not allowed |
40 | json | 400 {"status_code": 400, "detail": "Validation error", "validation_errors": {"refresh": ["This field is required."]}} | invalid_configuration | Additional Parameters | refresh: This field is required. |
41 | json; usernameParameter=email | 400 {"detail": "Invalid input.", "code": "invalid", "username": "username is required"} | invalid_configuration | Username Parameter | username is required |
42 | granted | 422 {"detail": "1 validation error for LoginBody\ngrant_type\n  Extra inputs are not permitted [type=extra_forbidden, input_value='password', input_type=str]"} | invalid_configuration | Send Grant Type | |
43 | json; usernameParameter=email | 400 {"detail": "Username and password must be provided"} | invalid_configuration | Username Parameter | Username and password must be provided |
43+ | json; usernameParameter=auth.identity.password.user.email | 400 {"error": {"code": 400, "message": "Invalid input for field identity/password/user: id or name must be present.", "title": "Bad Request"}} | invalid_configuration | Username Parameter | id or name must be present |
44 | json; +expires_in=3600 | 400 {"status": 400, "message": "token expires_in must be null or integer, not '3600'"} | invalid_configuration | Additional Parameters | expires_in must be null or integer |
45 | json | 400 {"errors": [{"message": "Invalid payload. \"email\" is required.", "extensions": {"reason": "\"email\" is required", "code": "INVALID_PAYLOAD"}}]} | invalid_configuration | Username Parameter | is required |
46 | json; usernameParameter=login | 400 {"code": 200, "error": "username/email is required."} | invalid_configuration | Username Parameter | username/email is required. |
47 | json; passwordParameter=pass | 400 {"code": 201, "error": "password is required."} | invalid_configuration | Password Parameter | password is required. |
48 | json; usernameParameter=login | 400 {"message": ["username should not be null or undefined"], "error": "Bad Request", "statusCode": 400} | invalid_configuration | Username Parameter | username should not be null or undefined |
49 | json | 400 {"message": "[body.email] Invalid input: expected string, received undefined", "code": "VALIDATION_ERROR"} | invalid_configuration | Username Parameter | expected string, received undefined |
50+ | json | 400 {"message": "celebrate request validation failed", "validation": {"body": {"keys": ["email"], "message": "\"email\" is required"}}} | invalid_configuration | Username Parameter | "email" is required |
50 | json | 422 {"error": {"statusCode": 422, "message": "The request body is invalid. See error object details property for more info.", "code": "VALIDATION_FAILED", "details": [{"path": "", "code": "required", "message": "must have required property 'email'"}]}} | invalid_configuration | Username Parameter | must have required property | See error object
51 | json | 401 {"type": "unauthorized", "message": "Email should be a string"} | credentials_rejected | Username Parameter | Email should be a string |
52 | json | 200 {"errors": [{"message": "Variable \"$u\" of required type \"String!\" was not provided.", "extensions": {"code": "BAD_USER_INPUT"}}]} | invalid_configuration | Username Parameter | was not provided |
48+ | granted | 400 {"statusCode": 400, "message": ["property grant_type should not exist", "email must be an email"], "error": "Bad Request"} | invalid_configuration | Send Grant Type | property grant_type should not exist |
45+ | granted | 400 {"statusCode": 400, "error": "Bad Request", "message": "\"grant_type\" is not allowed"} | invalid_configuration | Send Grant Type | is not allowed |
50+ | json | 400 {"statusCode": 400, "code": "FST_ERR_VALIDATION", "error": "Bad Request", "message": "body must have required property 'email'"} | invalid_configuration | Username Parameter | must have required property |
50+ | granted | 400 {"errors": [{"instancePath": "/body", "keyword": "additionalProperties", "params": {"additionalProperty": "grant_type"}, "message": "must NOT have additional properties"}]} | invalid_configuration | Send Grant Type | must NOT have additional properties |
49+ | json | 400 {"success": false, "error": {"name": "ZodError", "issues": [{"code": "invalid_type", "expected": "string", "received": "undefined", "path": ["email"], "message": "Required"}]}} | invalid_configuration | Username Parameter | email: Required |
42+ | json | 422 {"detail": [{"type": "missing", "loc": ["body", "email"], "msg": "Field required"}]} | invalid_configuration | Username Parameter | Field required |
52+ | json; usernameParameter=variables.u | 400 {"error": {"json": {"message": "[{\"code\": \"invalid_type\", \"path\": [\"u\"], \"message\": \"Required\"}]", "code": -32600}}} | invalid_configuration | Username Parameter | u: Required |
41+ | json | 400 {"email": ["This field is required."]} | invalid_configuration | Username Parameter | email: This field is required. |
41+ | json | 422 {"message": "The given data was invalid.", "errors": {"email": ["The email field is required."]}} | invalid_configuration | Username Parameter | The email field is required. |
41+ | json | 400 {"title": "One or more validation errors occurred.", "status": 400, "errors": {"Email": ["The Email field is required."]}} | invalid_configuration | Username Parameter | The Email field is required. |
41+ | json | 400 {"status": 400, "errors": [{"field": "email", "defaultMessage": "must not be blank", "rejectedValue": null}]} | invalid_configuration | Username Parameter | must not be blank |
35+ | json | 400 {"error": "Key: 'LoginRequest.Email' Error:Field validation for 'Email' failed on the 'required' tag"} | invalid_configuration | Username Parameter | |
41+ | json | 400 {"status": 400, "message": "Something went wrong while processing your request.", "data": {"password": {"code": "validation_required", "message": "Missing required value."}}} | invalid_configuration | Password Parameter | Missing required value. |
35+ | granted | 400 {"error": "Bad Request", "message": "Unrecognized field \"grant_type\" (class com.acme.LoginRequest), not marked as ignorable"} | invalid_configuration | Send Grant Type | |
43+ | json | 400 {"error": "param is missing or the value is empty or invalid: user"} | invalid_configuration | Username Parameter | |
52+ | json | 400 {"errors": [{"message": "Field \"email\" of required type \"String!\" was not provided."}]} | invalid_configuration | Username Parameter | was not provided |
51+ | json | 401 {"error": "missing_parameter", "message": "Parameter 'login' is missing"} | credentials_rejected | Username Parameter | is missing |
53 | | 403 | credentials_rejected; access_denied | Username; Password; administrator | |
54 | json | 403 {"status": 403, "message": null} | credentials_rejected; access_denied | Username; Password; administrator | |
54 | | 403 {"message": "Forbidden", "statusCode": 403} | credentials_rejected; access_denied | Username; Password; administrator | |
54+ | | 403 Forbidden | credentials_rejected; access_denied | Username; Password; administrator | |
54+ | json | 403 {"detail": "Forbidden"} | credentials_rejected; access_denied | Username; Password; administrator | |
54+ | | 403 {"detail": "Authentication credentials were not provided."} | credentials_rejected; access_denied | Username; administrator | not provided |
55 | json | 400 | | Body Format; Username | |
55+ | | 400 {"message": "Bad Request"} | | Body Format; Username | |
55+ | json | 400 {"success": false} | | Body Format; Username | |
55+ | json | 422 {"message": "Unprocessable Entity"} | | Body Format; Username | |
55+ | json | 400 {"message": "Oops, something went wrong."} | | Body Format; Username | something went wrong |
56 | json | 403 {"error": "unauthorized"} | credentials_rejected; access_denied | Additional Headers | |
56+ | json | 401 {"message": "No API key found in request"} | credentials_rejected | Additional Headers | No API key found in request |
57 | json | 401 <html><head><title>401 Unauthorized</title></head><body><h2>401 Unauthorized</h2><p>Could not authenticate using provided credentials</p></body></html> | credentials_rejected | Username | Could not authenticate using provided credentials | proxy
32+ | | 400 <!DOCTYPE html><html><body><pre>SyntaxError: Unexpected token g in JSON at position 0</pre></body></html> | invalid_configuration | Body Format | Unexpected token |
57+ | json | 401 <!doctype html><html lang=en><title>401 Unauthorized</title><h1>Unauthorized</h1><p>You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.</p></html> | credentials_rejected | Username | supplied the wrong credentials | proxy
57+ | | 401 <!DOCTYPE html><html><head><title>401 - Unauthorized</title></head><body><h1>401</h1><h3>Access is denied due to invalid credentials.</h3></body></html> | credentials_rejected | Username | Access is denied due to invalid credentials. |
57+ | | 401 <html lang="en"><head><title>Error</title></head><body><pre>Invalid login or password.</pre></body></html> | credentials_rejected | Username | Invalid login or password. |
58 | clientId=app | 400 {"error": "invalid_scope"} | invalid_configuration | Scope | | misspelt; misspelled
59 | client | 400 {"error": "invalid_scope", "error_description": "Invalid scope: Requested scope is invalid"} | invalid_configuration | Scope | Requested scope is invalid | misspelt; misspelled
59+ | client | 400 {"error": "invalid_request", "error_description": "The scope parameter is required."} | invalid_configuration | Scope | The scope parameter is required. | misspelt; misspelled; Body Format
60 | scope=nope | 400 {"error": "invalid_grant", "error_description": "Invalid scope"} | invalid_configuration | Scope | Invalid scope |
60+ | scope=nope | 400 {"error": "invalid_request", "error_description": "The scope nope is unknown"} | invalid_configuration | Scope | The scope nope is unknown |
60+ | client; scope=nope | 400 {"error": "invalid_grant", "error_description": "One or more requested scopes are not allowed for this client"} | invalid_configuration; access_denied | Scope | scopes are not allowed |
61 | client; bodyFormat=json; clientAuthentication=none; *refresh=rT8-kkWq-77z | 401 {"status_code": 401, "detail": "Token is invalid"} | credentials_rejected | Secret Parameters | Token is invalid |
61+ | client; bodyFormat=json; clientAuthentication=none; *apikey=rT8-kkWq-77z | 401 {"message": "Invalid API key"} | credentials_rejected | Secret Parameters | Invalid API key |
62 | client | 401 {"error": "unauthorized_client", "error_description": "Client not enabled to retrieve service account"} | access_denied | Grant Type | Client not enabled to retrieve service account | Check "Client ID"
62+ | client | 403 {"error": "unauthorized_client", "error_description": "Grant type 'client_credentials' not allowed for the client."} | access_denied | Grant Type | not allowed for the client. | Check "Client ID"
62+ | client | 401 {"error": "unauthorized_client", "error_description": "Service accounts are disabled for this client"} | access_denied | Grant Type | Service accounts are disabled | Check "Client ID"
63 | | 412 {"statusCode": 412, "message": "2FA Code Required"} | two_factor_required | | 2FA Code Required | Try again
64 | json | 401 {"errors": [{"message": "Invalid user OTP.", "extensions": {"code": "INVALID_OTP"}}]} | two_factor_required | | | Check "Username
63+ | json | 200 {"requires_2fa": true, "login_attempt": 7} | two_factor_required | | | Access Token Field
63+ | json | 428 {"message": "Please enter your verification code"} | two_factor_required | | Please enter your verification code | Try again
63+ | | 403 {"error": "mfa_required", "error_description": "Multifactor authentication required"} | two_factor_required | | |
63+ | json | 401 {"error": "totp_code_missing"} | two_factor_required | | | Check "Username
63+ | json | 200 {"status": "mfa_challenge", "message": "Two-factor code sent by e-mail"} | two_factor_required | | | Access Token Field
65 | json | 404 {"code": 101, "error": "Your account is locked due to multiple failed login attempts. Please try again after 5 minute(s)"} | credentials_rejected; access_denied; rate_limited | locked | Your account is locked | Check "Username
65+ | json | 423 {"message": "Your account has been temporarily blocked"} | credentials_rejected; access_denied; rate_limited | account | temporarily blocked | Check "Username
65+ | json | 400 {"error": "invalid_grant", "error_description": "Your password has expired and must be changed"} | credentials_rejected; access_denied | account | expired | Check "Username
65+ | json | 403 {"error": "user_blocked", "message": "This user has been blocked."} | credentials_rejected; access_denied | account | This user has been blocked. | Check "Username
66 | | 400 {"error": "invalid_request", "error_description": "Invalid parameter: redirect_uri"} | invalid_configuration | Token URL | redirect_uri | Additional Parameters
66+ | | 400 {"error": "invalid_request", "error_description": "Missing required parameter: response_type"} | invalid_configuration | Token URL | response_type | Additional Parameters
66+ | | 400 <html><head><title>Error</title></head><body><p>Missing parameter: response_type</p></body></html> | | Token URL | | Additional Parameters
70 | json | 409 {"code": "AUTH_SESSION_LIMIT", "message": "Session limit reached"} | access_denied; rate_limited; provider_unavailable | | Session limit reached | Check "Username
70+ | json | 403 {"message": "Maximum number of concurrent sessions exceeded"} | access_denied; rate_limited; provider_unavailable | | concurrent sessions | Check "Username
71 | json; accessTokenField=0.value.Token.name | 200 [{"cmd": "Login", "code": 1, "error": {"detail": "max session", "rspCode": -5}}] | | | max session | cmd: Login
72 | json | 400 {"error": {"@Message.ExtendedInfo": [{"Message": "The maximum number of user sessions is reached."}], "code": "Base.1.5.GeneralError", "message": "A general error has occurred. See ExtendedInfo for more information"}} | | | The maximum number of user sessions is reached. | See ExtendedInfo; Check "Username
72+ | json | 401 {"error": {"code": "Base.1.8.GeneralError", "message": "See @Message.ExtendedInfo for more information.", "@Message.ExtendedInfo": [{"MessageId": "Base.1.8.ResourceAtUriUnauthorized", "Message": "Wrong user name or pass phrase."}]}} | credentials_rejected | Username | Wrong user name or pass phrase. | See @
73 | json; accessTokenField=data.tokenCreate.token | 200 {"data": {"tokenCreate": {"token": null, "errors": [{"field": "email", "message": "Please, enter valid credentials"}]}}} | credentials_rejected | Username | Please, enter valid credentials |
73+ | json; accessTokenField=data.customerAccessTokenCreate.customerAccessToken.accessToken | 200 {"data": {"customerAccessTokenCreate": {"customerAccessToken": null, "customerUserErrors": [{"code": "UNIDENTIFIED_CUSTOMER", "message": "Unidentified customer"}]}}} | credentials_rejected | Username | Unidentified customer |
73+ | json; accessTokenField=header:auth-token | 200 {"data": {"login": {"__typename": "InvalidCredentialsError", "errorCode": "INVALID_CREDENTIALS_ERROR", "message": "The provided credentials are invalid"}}} | credentials_rejected | Username | The provided credentials are invalid |
74 | json; accessTokenField=result | 200 {"id": null, "result": null, "error": null} | | Username | |
74+ | json; accessTokenField=result | 200 {"jsonrpc": "2.0", "id": 1, "error": {"code": -32602, "message": "Invalid params.", "data": "Login name or password is incorrect."}} | credentials_rejected | Username | Login name or password is incorrect. |
74+ | json; accessTokenField=result.session_id | 200 {"jsonrpc": "2.0", "id": null, "error": {"code": 200, "message": "Server Error", "data": {"name": "exceptions.AccessDenied", "message": "Access Denied"}}} | credentials_rejected; access_denied | Username | Access Denied |
74+ | json; accessTokenField=token | 200 {"token": ""} | | Username | |
0= | | 400 {"error": "invalid_grant"} | credentials_rejected | Username | |
0= | | 401 {"message": "Not authorized"} | credentials_rejected | Username | Not authorized |
0= | json | 400 {"non_field_errors": ["Unable to log in with provided credentials."]} | credentials_rejected | Username | Unable to log in |
0= | | 400 {"detail": "LOGIN_BAD_CREDENTIALS"} | credentials_rejected | Username | |
0= | json | 400 {"error": "etcdserver: authentication failed, invalid user ID or password", "code": 3} | credentials_rejected | Username | authentication failed |
0= | json | 400 {"status": "error", "reason": "invalid-password"} | credentials_rejected | Username | invalid-password |
0= | | 400 {"error": "invalid_request", "error_description": "Invalid 'username' or 'password' in request."} | credentials_rejected | Username | in request. |
0= | json | 404 {"code": 101, "error": "Invalid username/password."} | credentials_rejected | Username | Invalid username/password. |
0= | json | 403 {"errcode": "M_FORBIDDEN", "error": "Invalid username or password"} | credentials_rejected | Username | Invalid username or password |
0= | json | 422 {"message": "These credentials do not match our records.", "errors": {"email": ["These credentials do not match our records."]}} | credentials_rejected | Username | do not match our records |
0= | | 403 <html><head><title>Attention Required!</title></head><body><h1>Sorry, you have been blocked</h1></body></html> | provider_unavailable; access_denied | | |
`;
