package com.sellerkit.vault;

import com.sellerkit.platform.AwsClients;
import com.sellerkit.platform.Ids;
import com.sellerkit.platform.Settings;
import com.sellerkit.platform.SystemIds;
import com.sellerkit.platform.SystemTime;
import com.sellerkit.tiktok.Signer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The vault as a function is given it: each part is built when it is first asked for, since most
/// functions may reach some parts only.
public final class Vault {
    private final Settings settings;
    private final AwsClients aws;
    private final InstantSource time;
    private final Ids ids;
    private @Nullable BranchKeys branchKeys;
    private @Nullable TokenVault tokens;
    private @Nullable AppCredentials app;

    /// A vault over other clocks and ids than the machine's.
    public Vault(Settings settings, AwsClients aws, InstantSource time, Ids ids) {
        this.settings = settings;
        this.aws = aws;
        this.time = time;
        this.ids = ids;
    }

    /// The vault that the environment names.
    public static Vault of(Settings settings, AwsClients aws) {
        return new Vault(settings, aws, new SystemTime(), new SystemIds());
    }

    /// Needs `VAULT_TABLE` and `TOKEN_KEY_ARN`. It is the same one each time, so that a token which
    /// was opened for one piece of work need not be opened for the next.
    public synchronized TokenVault tokens() {
        TokenVault built = tokens;
        if (built == null) {
            built =
                    new DynamoTokenVault(
                            aws.dynamo(),
                            settings.vaultTable(),
                            aws.kms(),
                            settings.tokenKeyArn(),
                            time,
                            ids);
            tokens = built;
        }
        return built;
    }

    /// Needs `TOKEN_KEY_ARN`.
    public SecretBox secretBox() {
        return new KmsSecretBox(aws.kms(), settings.tokenKeyArn());
    }

    /// Needs `VAULT_TABLE`, `BRANCH_KEYS_TABLE`, `BRANCH_KEY_STORE_NAME` and `SHOP_KEY_ARN`.
    public ShopKeys shopKeys() {
        return new KeyStoreShopKeys(branchKeys());
    }

    /// Needs what [#shopKeys()] needs, and shares its caches.
    public RecordCipher recordCipher() {
        return new EncryptionSdkRecordCipher(branchKeys());
    }

    /// Needs `APP_SECRET_ARN`.
    public synchronized AppCredentials app() {
        AppCredentials built = app;
        if (built == null) {
            built = new AppCredentials(aws.secrets(), settings.appSecretArn(), time);
            app = built;
        }
        return built;
    }

    /// Needs `APP_SECRET_ARN`.
    public Signer signer() {
        return new AppSigner(app());
    }

    /// Needs `APP_SECRET_ARN`.
    public WebhookVerifier webhookVerifier() {
        return new WebhookVerifier(app());
    }

    private synchronized BranchKeys branchKeys() {
        BranchKeys built = branchKeys;
        if (built == null) {
            settings.needing(
                    Settings.Name.VAULT_TABLE,
                    Settings.Name.BRANCH_KEYS_TABLE,
                    Settings.Name.BRANCH_KEY_STORE_NAME,
                    Settings.Name.SHOP_KEY_ARN);
            built =
                    new BranchKeys(
                            aws.dynamo(),
                            aws.kms(),
                            settings.vaultTable(),
                            settings.branchKeysTable(),
                            settings.branchKeyStoreName(),
                            settings.shopKeyArn(),
                            time,
                            ids);
            branchKeys = built;
        }
        return built;
    }
}
