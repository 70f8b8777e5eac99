package com.sellerkit.site;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sellerkit.platform.Json;
import com.sellerkit.platform.MalformedJson;
import com.sellerkit.platform.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;

/// Serves the browser application: `GET /` and everything below it that is no other function's.
public final class SiteFunction implements RequestStreamHandler {
    private final Site site;

    /// The production wiring.
    public SiteFunction() {
        this(new ClasspathAssets("static"), settings(Settings.fromEnvironment()));
    }

    SiteFunction(Assets assets, SiteSettings settings) {
        this.site = new Site(assets, settings);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        SiteRequest request = SiteRequest.parse(event(input));
        SiteAnswer answer = site.answer(request);
        Json.mapper().writeValue(output, written(answer));
    }

    private static ObjectNode written(SiteAnswer answer) {
        ObjectNode headers = Json.object();
        answer.headers().forEach(headers::put);
        ObjectNode result = Json.object().put("statusCode", answer.status());
        result.set("headers", headers);
        return result.put("body", Base64.getEncoder().encodeToString(answer.body()))
                .put("isBase64Encoded", true);
    }

    private static JsonNode event(InputStream input) throws IOException {
        try {
            return Json.parse(input.readAllBytes());
        } catch (MalformedJson _) {
            // Not a proxy event: answered like a request for the page.
            return Json.object();
        }
    }

    private static SiteSettings settings(Settings settings) {
        settings.needing(
                Settings.Name.OIDC_AUTHORITY,
                Settings.Name.OIDC_LOGOUT_URL,
                Settings.Name.STAGE_REGION_LABEL);
        return new SiteSettings(
                settings.oidcAuthority().toString(),
                settings.oidcLogoutUrl().toString(),
                settings.oidcConnectSources(),
                settings.stageRegionLabel());
    }
}
