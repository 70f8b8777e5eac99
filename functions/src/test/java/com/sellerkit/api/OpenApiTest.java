package com.sellerkit.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sellerkit.connect.ConnectFault;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final ApiFixture api = new ApiFixture();

    @Test
    void everyDescribedOperationHasARouteAndEveryRouteIsDescribed() {
        Set<String> routes =
                api.routes().stream()
                        .filter(route -> !route.resource().equals("/connect/callback"))
                        .map(route -> route.method() + " " + route.resource())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routes).isEqualTo(OpenApi.document().operations());
    }

    @Test
    void exactlyTheOperationsDescribedAsOpenAreOpen() {
        for (Route route : api.routes()) {
            if (route.resource().startsWith("/api/")) {
                assertThat(route.access() == Route.Access.OPEN)
                        .as(route.toString())
                        .isEqualTo(OpenApi.document().isOpen(route.method(), route.resource()));
            }
        }
    }

    @Test
    void everyProblemOfConnectingIsListed() {
        for (ConnectFault fault : ConnectFault.values()) {
            assertThat(ConnectProblems.of(fault).code()).isEqualTo(fault.code());
            assertThat(OpenApi.document().problemCodes()).contains(fault.code());
        }
    }

    @Test
    void theCheckItselfCanFail() {
        assertThat(OpenApi.document().faults("GET", "/api/me", 200, "application/json", "{}"))
                .contains("personId");
        assertThat(
                        OpenApi.document()
                                .faults(
                                        "GET",
                                        "/api/shops",
                                        200,
                                        "application/json",
                                        "{\"shops\":[],\"more\":1}"))
                .contains("more");
    }
}
