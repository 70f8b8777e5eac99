package com.sellerkit.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class MeanwhileTest {
    @Test
    void theWorkIsDoneBesideWhoeverBeganIt() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);

        Meanwhile<String> work =
                Meanwhile.begin(() -> {
                    done.countDown();
                    return "done";
                });
        done.await();

        assertThat(work.result()).isEqualTo("done");
    }

    @Test
    void whatTheWorkThrewIsThrownAsItIs() {
        MalformedJson thrown = new MalformedJson("empty", 0);

        Meanwhile<String> work =
                Meanwhile.begin(() -> {
                    throw thrown;
                });

        assertThatThrownBy(work::result).isSameAs(thrown);
    }
}
