// Makes node.json: requests as Node's `crypto` makes them, beside those of Python.
//
//     node vectors.mjs > node.json
//
// The key is the one of vectors.json.

import { constants, createCipheriv, createHmac, createPublicKey, publicEncrypt, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const vectors = JSON.parse(readFileSync(new URL("vectors.json", import.meta.url)));
const key = createPublicKey(vectors.public_key);

function seal(aesKey, iv, plain) {
    const cipher = createCipheriv("aes-128-gcm", aesKey, iv);
    return Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

function request(name, message) {
    const aesKey = randomBytes(16);
    const iv = randomBytes(16);
    const plain = JSON.stringify(message);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const body = JSON.stringify({
        encrypted_aes_key: publicEncrypt({ key, padding, oaepHash: "sha256" }, aesKey).toString("base64"),
        encrypted_flow_data: seal(aesKey, iv, plain),
        initial_vector: iv.toString("base64"),
    });
    const answer = JSON.stringify({ screen: "TIME", data: { hint: "ünï " + name } });
    return {
        name: "node " + name,
        status: 200,
        body,
        signature: "sha256=" + createHmac("sha256", vectors.app_secret).update(body).digest("hex"),
        plain,
        answer,
        encrypted_answer: seal(aesKey, iv.map((byte) => ~byte), answer),
    };
}

function token(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const signed = part({ alg: "HS256", typ: "JWT" }) + "." + part(claims);
    return signed + "." + createHmac("sha256", vectors.app_secret).update(signed).digest("base64url");
}

const flow_token = "token-4711";
console.log(JSON.stringify([
    request("ping", { version: "3.0", action: "ping" }),
    request("data_exchange", { version: "3.0", action: "data_exchange", screen: "DAY", flow_token, data: { note: "naïve" } }),
    request("token", { version: "4.0", action: "INIT", flow_token, flow_token_signature: token({ flow_token }) }),
], null, 1));
