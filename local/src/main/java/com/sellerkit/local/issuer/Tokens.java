package com.sellerkit.local.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sellerkit.local.events.Authorizer;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;

/// Signs and checks tokens that look like Cognito's.
final class Tokens implements Authorizer {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final IssuerConfig config;
    private final RSAKey key;

    Tokens(IssuerConfig config, Book book) {
        this.config = config;
        this.key = key(book);
    }

    private static RSAKey key(Book book) {
        try {
            Optional<String> kept = book.text("signingKey");
            if (kept.isPresent()) {
                return RSAKey.parse(kept.get());
            }
            RSAKey fresh =
                    new RSAKeyGenerator(2048)
                            .keyUse(KeyUse.SIGNATURE)
                            .algorithm(JWSAlgorithm.RS256)
                            .keyIDFromThumbprint(true)
                            .generate();
            book.text("signingKey", fresh.toJSONString());
            return fresh;
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(
                    "The issuer's signing key is unusable; start with --fresh.", e);
        }
    }

    /// The public keys, as a JWK set.
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    String accessToken(Book.Person person, String scope, long signedInAt, String family) {
        return sign(
                claims(person, signedInAt, family)
                        .claim("token_use", "access")
                        .claim("scope", scope)
                        .claim("client_id", config.clientId())
                        .claim("username", person.subject())
                        .claim("version", 2)
                        .build());
    }

    String idToken(Book.Person person, Optional<String> nonce, long signedInAt, String family) {
        JWTClaimsSet.Builder claims =
                claims(person, signedInAt, family)
                        .audience(config.clientId())
                        .claim("token_use", "id")
                        .claim("email", person.email())
                        .claim("email_verified", true)
                        .claim("cognito:username", person.subject());
        nonce.ifPresent(value -> claims.claim("nonce", value));
        return sign(claims.build());
    }

    private JWTClaimsSet.Builder claims(Book.Person person, long signedInAt, String family) {
        Instant now = config.clock().instant();
        return new JWTClaimsSet.Builder()
                .issuer(config.address().toString())
                .subject(person.subject())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(config.tokenLife())))
                .jwtID(UUID.randomUUID().toString())
                .claim("origin_jti", family)
                .claim("auth_time", signedInAt);
    }

    private String sign(JWTClaimsSet claims) {
        try {
            var token =
                    new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.RS256)
                                    .keyID(key.getKeyID())
                                    .type(JOSEObjectType.JWT)
                                    .build(),
                            claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<ObjectNode> claims(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Date expiry = claims.getExpirationTime();
            boolean valid =
                    jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.RS256)
                            && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))
                            && config.address().toString().equals(claims.getIssuer())
                            && "access".equals(claims.getStringClaim("token_use"))
                            && config.clientId().equals(claims.getStringClaim("client_id"))
                            && expiry != null
                            && expiry.toInstant().isAfter(config.clock().instant());
            if (!valid) {
                return Optional.empty();
            }
            // API Gateway hands every claim on as text.
            ObjectNode texts = JSON.createObjectNode();
            claims.toJSONObject().forEach((name, value) -> texts.put(name, String.valueOf(value)));
            return Optional.of(texts);
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
